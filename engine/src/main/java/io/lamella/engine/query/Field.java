package io.lamella.engine.query;

/// A named value: an attribute of a customer or, inside [Step.Where] and in a [Measure], a property
/// of an event. `kind` tells the event's own instant, written `instant`, from a property that
/// happens to have that name.
public record Field(String name, Kind kind) {

  /// What the name refers to.
  public enum Kind {
    /// An attribute or property by its name.
    NAMED,
    /// The instant of the event itself; only for events.
    OWN_INSTANT
  }

  /// The event's own instant.
  public static Field ownInstant() {
    return new Field("instant", Kind.OWN_INSTANT);
  }

  /// An attribute or property.
  public static Field named(String name) {
    return new Field(name, Kind.NAMED);
  }
}
