package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.CodeSet;
import io.lamella.engine.plan.DecimalRange;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.plan.ValueTest;
import io.lamella.engine.query.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Makes the nodes of plans over one snapshot. A plan that stands in several places becomes one
/// node that they share.
final class NodeFactory {
  private final Snapshot snapshot;
  private final Population population;
  private final Map<Plan, Integer> places = new HashMap<>();
  private final Map<Plan, Node> nodes = new HashMap<>();
  private final boolean shareAll;
  private final ChunkScratch scratch;
  private final SlidingWindows sliding;
  private final Map<SlidingWindows.Chain, Optional<WindowSlide>> slides = new HashMap<>();

  /// @param shareAll make every plan's node a shared one, so that it can be asked for its own
  ///   result and time
  NodeFactory(Snapshot snapshot, boolean shareAll, ChunkScratch scratch) {
    this(snapshot, shareAll, scratch, SlidingWindows.none());
  }

  /// @param sliding the windows of the plans that may be answered by slides
  NodeFactory(Snapshot snapshot, boolean shareAll, ChunkScratch scratch, SlidingWindows sliding) {
    this.sliding = sliding;
    this.snapshot = snapshot;
    this.scratch = scratch;
    this.population = new Population(snapshot.ordinals());
    this.shareAll = shareAll;
  }

  /// Makes the nodes of some plans, in their order. No erased customer is in any of them.
  Node[] nodes(List<Plan> plans) {
    plans.forEach(this::countPlaces);
    return plans.stream().map(this::root).toArray(Node[]::new);
  }

  /// Leaves have no erased customer, and what is made of them has none either, unless something
  /// starts from everybody.
  private Node root(Plan plan) {
    Node node = node(plan);
    if (snapshot.erased().isEmpty() || !mayHaveErased(plan)) {
      return node;
    }
    Node living = without(node, snapshot.erased());
    return shareAll ? new SharedNode(living, scratch) : living;
  }

  private static boolean mayHaveErased(Plan plan) {
    return switch (plan) {
      case Plan.AttributeTest _,
          Plan.Listed _,
          Plan.Occurrences _,
          Plan.Distinct _,
          Plan.Nobody _ ->
          false;
      case Plan.Segment segment -> mayHaveErased(segment.input());
      case Plan.Intersect _ -> plan.inputs().stream().allMatch(NodeFactory::mayHaveErased);
      case Plan.Union _, Plan.Threshold _ ->
          plan.inputs().stream().anyMatch(NodeFactory::mayHaveErased);
      case Plan.Everyone _,
          Plan.Complement _,
          Plan.Sampled _,
          Plan.QuantityIn _,
          Plan.QuantityBeyond _,
          Plan.Ranked _,
          Plan.QuantitiesCompare _ ->
          true;
    };
  }

  private Node without(Node node, Optional<Erased> erased) {
    return erased
        .<Node>map(gone ->
            new IntersectNode(
                List.of(node, new ComplementNode(bitmap(gone.ordinals()), population, scratch)),
                scratch))
        .orElse(node);
  }

  private void countPlaces(Plan plan) {
    if (places.merge(plan, 1, Integer::sum) == 1) {
      plan.inputs().forEach(this::countPlaces);
    }
  }

  private Node node(Plan plan) {
    if (plan instanceof Plan.Segment segment) {
      return node(segment.input());
    }
    Node known = nodes.get(plan);
    if (known != null) {
      return known;
    }
    Node made = make(plan);
    Node node =
        shareAll || (places.getOrDefault(plan, 1) > 1 && !(made instanceof BitmapNode))
            ? new SharedNode(made, scratch)
            : made;
    // A bitmap's node keeps its place in the directory, so each parent needs its own; it costs
    // nothing.
    if (!(node instanceof BitmapNode)) {
      nodes.put(plan, node);
    }
    return node;
  }

  private List<Node> inputs(Plan plan) {
    List<Node> inputs = new ArrayList<>();
    plan.inputs().forEach(input -> inputs.add(node(input)));
    return inputs;
  }

  private Node make(Plan plan) {
    return slid(plan).orElseGet(() -> evaluated(plan));
  }

  /// A window of a slide.
  private Optional<Node> slid(Plan plan) {
    SlidingWindows.Place place = sliding.places().get(plan);
    if (place == null) {
      return Optional.empty();
    }
    Optional<WindowSlide> slide = slides.get(place.chain());
    if (slide == null) {
      slide =
          new SlideFactory(snapshot, population, scratch)
              .slide(place.chain().windows(), everyOneOf(sliding.common()));
      slides.put(place.chain(), slide);
    }
    return slide.map(it ->
        without(new SlidingNode(it, place.window(), population, scratch), snapshot.unpurged()));
  }

  /// Who is in all of some plans.
  private Optional<Node> everyOneOf(List<Plan> plans) {
    return switch (plans.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(node(plans.getFirst()));
      default -> Optional.of(new IntersectNode(plans.stream().map(this::node).toList(), scratch));
    };
  }

  private Node evaluated(Plan plan) {
    return switch (plan) {
      case Plan.Everyone _ -> new ConstantNode(ChunkState.FULL, scratch);
      case Plan.Nobody _ -> new ConstantNode(ChunkState.EMPTY, scratch);
      case Plan.Intersect _ -> new IntersectNode(inputs(plan), scratch);
      case Plan.Union _ -> new UnionNode(inputs(plan), population, scratch);
      case Plan.Complement(Plan input, var _) ->
          new ComplementNode(node(input), population, scratch);
      case Plan.Threshold threshold ->
          new ThresholdNode(
              threshold.atLeast(),
              inputs(plan).stream().map(input -> new ThresholdNode.Weighted(input, 0)).toList(),
              population,
              scratch);
      case Plan.Sampled sampled ->
          new SampleNode(sampled, snapshot.customers(), population, scratch);
      case Plan.Segment segment -> node(segment.input());
      case Plan.Listed listed ->
          snapshot
              .definitions()
              .list(listed.list())
              .map(members -> bitmap(members.ordinals()))
              .orElseThrow();
      case Plan.AttributeTest test -> attribute(test);
      case Plan.Occurrences occurrences ->
          without(
              new EventNodes(snapshot, population, scratch).of(occurrences), snapshot.unpurged());
      case Plan.QuantityIn in -> quantityIn(in);
      case Plan.Ranked ranked -> throw new IllegalStateException("not resolved: " + ranked.text());
      case Plan.QuantityBeyond beyond ->
          new QuantityBeyondNode(beyond, rows(beyond.quantity()), population, scratch);
      case Plan.QuantitiesCompare compare ->
          new QuantitiesCompareNode(
              compare, rows(compare.left()), rows(compare.right()), population, scratch);
      case Plan.Distinct distinct ->
          without(
              new DistinctNode(
                  new EventRows(snapshot, distinct.events(), scratch),
                  distinct.property(),
                  distinct.atLeast(),
                  population,
                  scratch),
              snapshot.unpurged());
    };
  }

  private QuantityRows rows(Quantity quantity) {
    return new QuantityFactory(snapshot).rows(quantity);
  }

  private Node quantityIn(Plan.QuantityIn plan) {
    if (plan.quantity()
            instanceof
            Quantity.OfEvents(
                var events,
                Measure.OfProperty(Measure.Function function, var property),
                var _)
        && function == Measure.Function.SUM) {
      var rows = new EventRows(snapshot, events, scratch);
      OptionalInt scale = LongScale.ofSums(rows.sources(), property.name());
      if (scale.isPresent()) {
        return new SumNode(
            rows, property.name(), plan.ranges(), scale.getAsInt(), population, scratch);
      }
    }
    return new QuantityInNode(rows(plan.quantity()), plan.ranges(), population, scratch);
  }

  private Node attribute(Plan.AttributeTest plan) {
    Attribute attribute = snapshot.attributes().get(plan.attribute());
    Node node =
        attribute == null
            ? new ConstantNode(ChunkState.EMPTY, scratch)
            : attribute(attribute, plan);
    for (Changes changes : snapshot.changes(plan.attribute())) {
      node = new ChangedNode(node, changes, plan.test(), population, scratch);
    }
    return node;
  }

  private Node attribute(Attribute attribute, Plan.AttributeTest plan) {
    return switch (plan.test()) {
      case ValueTest.Present _ -> bitmap(attribute.present());
      case ValueTest.CodeIn(CodeSet codes, boolean negated) -> {
        if (!AttributeWay.isByBitmaps(codes)) {
          yield scan(attribute, plan.test());
        }
        Node any = union(attribute, codes);
        yield negated ? presentBut(attribute, any) : any;
      }
      case ValueTest.HasMembers(CodeSet codes, boolean all) -> {
        if (!AttributeWay.isByBitmaps(codes)) {
          yield scan(attribute, plan.test());
        }
        if (!all) {
          yield union(attribute, codes);
        }
        List<Node> members = new ArrayList<>(List.of(bitmap(attribute.present())));
        for (int i = 0; i < codes.size(); i++) {
          members.add(bitmap(attribute.withCode(codes.code(i))));
        }
        yield new IntersectNode(members, scratch);
      }
      case ValueTest.InRanges(List<DecimalRange> ranges) ->
          NumberBitmaps.of(attribute, ranges)
              .map(numbers -> numbers(attribute, numbers))
              .orElseGet(() -> ranges(attribute, ranges));
      case ValueTest.SizeIn _, ValueTest.ByCalendar _, ValueTest.ByPlace _ ->
          scan(attribute, plan.test());
    };
  }

  private Node union(Attribute attribute, CodeSet codes) {
    return union(
        IntStream.range(0, codes.size()).mapToObj(i -> attribute.withCode(codes.code(i))).toList());
  }

  private Node union(List<Bitmap> bitmaps) {
    return unionOf(bitmaps.stream().map(this::bitmap).toList());
  }

  private Node unionOf(List<Node> nodes) {
    return switch (nodes.size()) {
      case 0 -> new ConstantNode(ChunkState.EMPTY, scratch);
      case 1 -> nodes.getFirst();
      default -> new UnionNode(nodes, population, scratch);
    };
  }

  private Node bitmap(Bitmap bitmap) {
    return new BitmapNode(bitmap, population, scratch);
  }

  private Node numbers(Attribute attribute, NumberBitmaps numbers) {
    Node any = union(numbers.bitmaps());
    return numbers.excluded() ? presentBut(attribute, any) : any;
  }

  /// Who has a value, and is not in another node.
  private Node presentBut(Attribute attribute, Node node) {
    return new IntersectNode(
        List.of(bitmap(attribute.present()), new ComplementNode(node, population, scratch)),
        scratch);
  }

  private Node ranges(Attribute attribute, List<DecimalRange> ranges) {
    if (!AttributeWay.isBySearch(attribute, ranges)) {
      return scan(attribute, new ValueTest.InRanges(ranges));
    }
    return unionOf(
        ranges.stream()
            .<Node>map(range -> {
              ScanNode scan = scan(attribute, new ValueTest.InRanges(List.of(range)));
              return new RangeNode(attribute, range, scan, scratch);
            })
            .toList());
  }

  private ScanNode scan(Attribute attribute, ValueTest test) {
    return new ScanNode(attribute, RowTest.of(test), population, scratch);
  }
}
