import { createClient } from '@connectrpc/connect';
import { CatalogService } from './generated/lamella/v1/catalog_service_pb';
import { SegmentService } from './generated/lamella/v1/segment_service_pb';
import { transport } from './transport';

// Only what the first page asks: a service brings along the description of every message that it knows.

/** What can be asked about segments. */
export const segments = createClient(SegmentService, transport);

/** What can be asked about names, types and values. */
export const catalogs = createClient(CatalogService, transport);
