package io.lamella.engine.store;

import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Snapshot;

/// What a checkpoint keeps of one workspace: a snapshot, and what the writer knows beside it. The
/// holder keeps the snapshot pinned and its ids and values as they are.
///
/// @param customers as many as the snapshot has ordinals
/// @param eventIds as they were with the snapshot
public record StoredState(
    String workspace, Snapshot snapshot, Customers customers, EventIdHorizon.Image eventIds) {}
