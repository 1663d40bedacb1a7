package org.vigie.plan.load;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads the YAML of a plan file; a file that is not YAML is a fault with its place. */
final class YamlReader {

    private static final int MAX_BYTES = 256 * 1024;

    private YamlReader() {}

    /** The document; empty when a fault keeps it from being read at all. */
    static Optional<PlanDocument> read(PlanFile file, List<PlanFault> faults) {
        if (file.content().length > MAX_BYTES) {
            faults.add(new PlanFault(
                    file.name(), null, "is larger than 256 KiB", "Keep a plan file to what its schema describes."));
            return Optional.empty();
        }
        List<PlanFault> found = new ArrayList<>();
        Optional<PlanDocument> document = text(file, found)
                .flatMap(text -> compose(file, text, found))
                .map(node -> new NodeConverter(file, found).convert(node));
        faults.addAll(found);
        return document.filter(
                parsed -> found.stream().noneMatch(fault -> fault.fact().startsWith(NodeConverter.TOO_LARGE)));
    }

    private static Optional<String> text(PlanFile file, List<PlanFault> faults) {
        ByteBuffer bytes = ByteBuffer.wrap(file.content());
        CharBuffer chars = CharBuffer.allocate(file.content().length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
        chars.flip();
        if (result.isError()) {
            faults.add(file.fault(
                    Position.of(chars, chars.length()), "the file is not UTF-8 text", "Save the file as UTF-8."));
            return Optional.empty();
        }
        String text = chars.toString();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Optional<Node> compose(PlanFile file, String text, List<PlanFault> faults) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                faults.add(
                        file.fault(Position.START, "the file is empty", "Start from one of the shipped plan files."));
            }
            return Optional.ofNullable(node);
        } catch (MarkedYAMLException e) {
            faults.add(notYaml(file, position(e.getProblemMark(), e.getContextMark()), problem(e)));
        } catch (ReaderException e) {
            faults.add(notYaml(file, Position.of(text, e.getPosition()), "a character that cannot be printed"));
        } catch (YAMLException e) {
            faults.add(notYaml(file, Position.START, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static Position position(Mark problem, Mark context) {
        Mark mark = problem == null ? context : problem;
        return mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String problem(MarkedYAMLException e) {
        return e.getContext() == null
                ? e.getProblem()
                : (e.getContext() + ": " + e.getProblem()).replace(": but ", ", but ");
    }

    private static PlanFault notYaml(PlanFile file, Position position, String problem) {
        return file.fault(
                position,
                "the file is not YAML: " + problem.lines().findFirst().orElse("unknown"),
                "Write one document, indent with spaces, close quotes and brackets (further up too), and put texts with"
                        + " \": \" or \" #\" in quotes.");
    }
}
