package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML nodes into JSON values with places, and refuses what could hide something: keys given twice, tags. */
final class NodeConverter {

    static final String TOO_LARGE = "the file repeats itself";

    private static final int MAX_VALUES = 5_000;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Map<JsonPointer, Position> values = new HashMap<>();
    private final Map<JsonPointer, Position> keys = new HashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final PlanFile file;
    private final List<PlanFault> faults;
    private int count;

    NodeConverter(PlanFile file, List<PlanFault> faults) {
        this.file = file;
        this.faults = faults;
    }

    PlanDocument convert(Node node) {
        return new PlanDocument(file, value(node, JsonPointer.empty()), values, keys);
    }

    private JsonNode value(Node node, JsonPointer pointer) {
        values.put(pointer, position(node));
        if (++count > MAX_VALUES || !open.add(node)) {
            tooLarge(node);
            return json.nullNode();
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            faults.add(file.fault(
                    position(node), "the tag " + node.getTag() + " is not allowed", "Write the plain value."));
        }
        try {
            return switch (node) {
                case MappingNode mapping -> object(mapping, pointer);
                case SequenceNode sequence -> array(sequence, pointer);
                case ScalarNode scalar -> PlainScalar.toJson(scalar);
                default -> json.nullNode();
            };
        } finally {
            open.remove(node);
        }
    }

    private ObjectNode object(MappingNode mapping, JsonPointer pointer) {
        ObjectNode object = json.objectNode();
        Map<String, Position> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                faults.add(file.fault(position(tuple.getKeyNode()), "a key is not a text", "Write a plain key."));
                continue;
            }
            String key = keyNode.getValue();
            Position first = seen.putIfAbsent(key, position(keyNode));
            if (first != null) {
                faults.add(file.fault(
                        position(keyNode),
                        "the key " + key + " stands here a second time, first on line " + first.line(),
                        "Keep one of the two."));
                continue;
            }
            JsonPointer child = pointer.appendProperty(key);
            keys.put(child, position(keyNode));
            object.set(key, value(tuple.getValueNode(), child));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, JsonPointer pointer) {
        ArrayNode array = json.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(value(item, pointer.appendIndex(array.size())));
        }
        return array;
    }

    private void tooLarge(Node node) {
        if (faults.stream().noneMatch(fault -> fault.fact().startsWith(TOO_LARGE))) {
            faults.add(file.fault(
                    position(node),
                    TOO_LARGE + " without end or to more than " + MAX_VALUES + " values",
                    "Use fewer aliases (*name), and none within the part it names."));
        }
    }

    private static Position position(Node node) {
        Mark mark = node.getStartMark();
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
