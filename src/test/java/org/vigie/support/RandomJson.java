package org.vigie.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** JSON that can be read and is not what was expected, the same for each run: values taken out, of other kinds, doubled and nested. */
public final class RandomJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RandomJson() {}

    /** So many texts made of these. */
    public static Stream<String> of(long seed, int count, List<String> examples) {
        Random random = new Random(seed);
        List<JsonNode> trees = examples.stream().map(RandomJson::read).toList();
        return Stream.generate(() ->
                        changed(random, trees.get(random.nextInt(trees.size())).deepCopy()))
                .limit(count);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String changed(Random random, JsonNode tree) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(tree, containers);
            if (containers.isEmpty()) {
                break;
            }
            change(random, containers.get(random.nextInt(containers.size())), tree);
        }
        return tree.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            if (!node.isEmpty()) {
                containers.add(node);
            }
            node.forEach(child -> collect(child, containers));
        }
    }

    private static void change(Random random, JsonNode container, JsonNode root) {
        int place = random.nextInt(container.size());
        if (container instanceof ObjectNode object) {
            String name =
                    new ArrayList<>(object.propertyStream().toList()).get(place).getKey();
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 ->
                    object.set(RandomTexts.of(random.nextLong(), 1).findFirst().orElse("x"), object.get(name));
                default -> object.set(name, value(random, object.get(name)));
            }
        } else if (container instanceof ArrayNode array) {
            switch (random.nextInt(3)) {
                case 0 -> array.remove(place);
                case 1 -> {
                    for (int i = random.nextInt(60); i > 0; i--) {
                        array.add(array.get(place).deepCopy());
                    }
                }
                default -> array.set(place, value(random, array.get(place)));
            }
        } else {
            throw new IllegalStateException(root.toString());
        }
    }

    private static JsonNode value(Random random, JsonNode before) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(new BigDecimal("1e400"));
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.arrayNode();
            case 5 -> NODES.objectNode();
            case 6 -> NODES.arrayNode().add(before.deepCopy()).add(NODES.nullNode());
            case 7 -> NODES.objectNode().set("x", before.deepCopy());
            case 8 -> NODES.textNode("");
            default ->
                NODES.textNode(RandomTexts.of(random.nextLong(), 1, before.asText("x"))
                        .findFirst()
                        .orElse(""));
        };
    }
}
