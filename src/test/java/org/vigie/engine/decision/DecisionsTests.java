package org.vigie.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.vigie.shared.HintedException;
import org.vigie.support.decision.DecisionTableCheck;

class DecisionsTests {

    private static final Map<String, String> DEGRADED =
            Map.of("application", "cesizen", "type", "corrective", "impact", "key-function-degraded");

    private final Decisions decisions = new Decisions();

    record JustThePriority(String priority) {}

    @Test
    void takesFromAResultWhatTheTypeAsksFor() {
        assertThat(decisions.evaluate("ticketPriority", DEGRADED, JustThePriority.class))
                .isEqualTo(new JustThePriority("P2"));
    }

    @Test
    void evaluatesWithoutTheTestEnginesValueMapper() {
        Thread thread = Thread.currentThread();
        ClassLoader all = thread.getContextClassLoader();
        thread.setContextClassLoader(new WithoutServices(all));
        try {
            Decisions asInProduction = new Decisions();
            assertThat(asInProduction.evaluate("ticketPriority", DEGRADED, Object.class))
                    .isEqualTo(decisions.evaluate("ticketPriority", DEGRADED, Object.class))
                    .isInstanceOf(Map.class);
            assertThat(asInProduction.evaluate("changeGate", Map.of(), Object.class))
                    .isEqualTo(decisions.evaluate("changeGate", Map.of(), Object.class))
                    .isInstanceOf(List.class);
        } finally {
            thread.setContextClassLoader(all);
        }
    }

    @Test
    void answersManyThreadsAtOnce() {
        assertThat(IntStream.range(0, 2_000)
                        .parallel()
                        // an input that no rule asks for makes each a question of its own
                        .mapToObj(i -> decisions
                                .evaluate("ticketPriority", withInput("number", i), JustThePriority.class)
                                .priority()))
                .hasSize(2_000)
                .containsOnly("P2");
    }

    @Test
    void asksATableAgainWhoseAnswerDependsOnTheMoment() {
        String clock = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Clock" name="Clock"
                             namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="moment" name="Moment">
                    <variable id="Moment" name="moment"/>
                    <literalExpression id="Expression"><text>string(now())</text></literalExpression>
                  </decision>
                </definitions>
                """;
        Decisions changing = new Decisions(List.of(file("clock.dmn", clock)));

        String first = changing.evaluate("moment", Map.of(), String.class);

        await().until(() -> !changing.evaluate("moment", Map.of(), String.class).equals(first));
    }

    @Test
    void namesTheDecisionsWhenOneIsUnknown() {
        assertThatThrownBy(() -> decisions.evaluate("ticketPriorty", DEGRADED, Object.class))
                .isInstanceOfSatisfying(HintedException.class, e -> {
                    assertThat(e.fact()).isEqualTo("there is no decision ticketPriorty");
                    assertThat(e.hint()).contains("ticketPriority", "ticketSla", "changeGate", "backlogScore");
                });
    }

    @Test
    void namesInputsAndFileWhenNoRuleMatches() {
        assertThatThrownBy(() -> decisions.evaluate("ticketPriority", Map.of("application", "shop"), Object.class))
                .isInstanceOfSatisfying(HintedException.class, e -> {
                    assertThat(e.fact()).isEqualTo("the decision ticketPriority has no rule for {application=shop}");
                    assertThat(e.hint()).contains("ticketPriority.dmn");
                });
    }

    @Test
    void refusesTwoRulesWhereOneMayMatch() {
        String overlap = DecisionTableCheck.planted(
                "ticketPriority.dmn", "<text>\"key-function-degraded\"</text>", "<text></text>");
        Decisions faulty = new Decisions(List.of(file("ticketPriority.dmn", overlap)));
        var down = Map.of("application", "cesizen", "impact", "service-down");

        assertThatThrownBy(() -> faulty.evaluate("ticketPriority", down, Object.class))
                .isInstanceOfSatisfying(HintedException.class, e -> {
                    assertThat(e.fact()).startsWith("the decision ticketPriority cannot be evaluated");
                    assertThat(e.hint()).contains("ticketPriority.dmn");
                });
    }

    @Test
    void refusesAResultOfAnotherType() {
        assertThatThrownBy(() -> decisions.evaluate("ticketPriority", DEGRADED, Integer.class))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("which is not a Integer");
    }

    @Test
    void refusesAFileThatIsNoDecision() {
        assertThatThrownBy(() -> new Decisions(List.of(file("broken.dmn", "<definitions"))))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("broken.dmn cannot be read");
    }

    @Test
    void refusesAnExpressionThatCannotBeParsed() {
        String faulty =
                DecisionTableCheck.planted("ticketSla.dmn", "<text>\"LEVEL_1\"</text>", "<text>\"LEVEL_1</text>");

        assertThatThrownBy(() -> new Decisions(List.of(file("ticketSla.dmn", faulty))))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("ticketSla.dmn cannot be read");
    }

    @Test
    void refusesTheSameDecisionInTwoFiles() {
        String sla = DecisionTableCheck.shipped("ticketSla.dmn");

        assertThatThrownBy(() -> new Decisions(List.of(file("ticketSla.dmn", sla), file("copy.dmn", sla))))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("the decision ticketSla stands in ticketSla.dmn and in copy.dmn");
    }

    private static Map<String, Object> withInput(String name, Object value) {
        Map<String, Object> inputs = new HashMap<>(DEGRADED);
        inputs.put(name, value);
        return inputs;
    }

    private static Resource file(String name, String content) {
        return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    /** Hides the extensions that the test engine registers, as in production where there are none. */
    private static final class WithoutServices extends ClassLoader {
        private WithoutServices(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/org.camunda.feel")
                    ? Collections.emptyEnumeration()
                    : super.getResources(name);
        }
    }
}
