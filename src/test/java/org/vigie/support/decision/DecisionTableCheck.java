package org.vigie.support.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.vigie.engine.decision.Decisions;
import org.vigie.engine.decision.OtherDecisions;
import org.vigie.shared.HintedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Tells whether a table is fully specified: every combination of inputs meets exactly one rule, and every rule is met.
 *
 * <p>It has the engine itself list the rules that match: the table is read as COLLECT with the rule's id as its output.
 */
public final class DecisionTableCheck {

    private final Decisions rulesOfTable;
    private final String decisionId;
    private final Set<String> ruleIds = new LinkedHashSet<>();

    DecisionTableCheck(String dmn, String decisionId) {
        this.decisionId = decisionId;
        this.rulesOfTable = OtherDecisions.in(outputRuleIds(dmn));
    }

    public static String shipped(String fileName) {
        try {
            return new ClassPathResource("dmn/" + fileName).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shipped file with a fault in place of what stands there. */
    public static String planted(String file, String original, String fault) {
        String shipped = shipped(file);
        assertThat(shipped).contains(original);
        return shipped.replace(original, fault);
    }

    /** What is wrong with the table over these inputs; empty when it is fully specified. */
    List<String> problems(List<Map<String, Object>> combinations) {
        List<String> problems = new ArrayList<>();
        Set<String> unmet = new LinkedHashSet<>(ruleIds);
        for (Map<String, Object> inputs : combinations) {
            List<String> rules = matching(inputs);
            unmet.removeAll(rules);
            if (rules.isEmpty()) {
                problems.add("no rule for " + inputs);
            } else if (rules.size() > 1) {
                problems.add(String.join(" and ", rules) + " both match " + inputs);
            }
        }
        unmet.forEach(rule -> problems.add(rule + " never matches"));
        return problems;
    }

    private List<String> matching(Map<String, Object> inputs) {
        try {
            return rulesOfTable.evaluate(decisionId, inputs, new TypeReference<>() {});
        } catch (HintedException e) {
            if (e.fact().contains("has no rule for")) {
                return List.of();
            }
            throw e;
        }
    }

    private ByteArrayResource outputRuleIds(String dmn) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document =
                    factory.newDocumentBuilder().parse(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
            elements(document.getDocumentElement(), "decision").stream()
                    .filter(decision -> decision.getAttribute("id").equals(decisionId))
                    .peek(DecisionTableCheck::forgetTypeOfResult)
                    .flatMap(decision -> elements(decision, "decisionTable").stream())
                    .forEach(this::outputRuleIds);
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(xml));
            return new ByteArrayResource(xml.toByteArray());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the table of " + decisionId, e);
        }
    }

    /** The ids of rules are texts, whatever the decision itself gives. */
    private static void forgetTypeOfResult(Element decision) {
        elements(decision, "variable").forEach(variable -> variable.removeAttribute("typeRef"));
    }

    private void outputRuleIds(Element table) {
        table.setAttribute("hitPolicy", "COLLECT");
        keepFirst(elements(table, "output")).setAttribute("typeRef", "string");
        for (Element rule : elements(table, "rule")) {
            ruleIds.add(rule.getAttribute("id"));
            Element output = keepFirst(elements(rule, "outputEntry"));
            elements(output, "text").getFirst().setTextContent('"' + rule.getAttribute("id") + '"');
        }
    }

    private static Element keepFirst(List<Element> elements) {
        elements.stream().skip(1).forEach(other -> other.getParentNode().removeChild(other));
        return elements.getFirst();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
