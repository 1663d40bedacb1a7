package org.vigie.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.engine.client.ModelSource;
import org.vigie.modelling.ModelSet;
import org.vigie.modelling.ShippedModels;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.load.PlanLoader;

/** What stands in the procedures is what the models, the tables and the plans say. */
class ProceduresTests {

    private final Procedures procedures = procedures(ShippedModels.all());

    @Test
    void modelThatItsOwnerChangedIsDescribedAsItRuns() {
        ModelSet changed = ShippedModels.edited("ticket.bpmn", "name=\"Analyse", "name=\"Think about");
        MaintenancePlan plan = PlanLoader.load(null).require("cesizen");
        assertThat(procedures(changed).of(plan).get("ticket.md"))
                .contains("| Think about")
                .doesNotContain("| Analyse");
    }

    private static Procedures procedures(ModelSet models) {
        return new Procedures(new ModelSource() {
            @Override
            public Map<String, String> models() {
                return models.files();
            }

            @Override
            public void deployed(Map<String, Long> definitions) {
                throw new UnsupportedOperationException();
            }
        });
    }

    @Test
    void stepsComeInTheOrderOfTheFlowWithWhoDoesThem() {
        String ticket = pages("cesizen").get("ticket.md");
        assertThat(ticket).startsWith(Procedures.MARK + "\n# Ticket\n\nOne maintenance ticket");
        assertThat(ticket.indexOf("| Analyse")).isPositive().isLessThan(ticket.indexOf("| Implement"));
        assertThat(ticket.indexOf("| Implement")).isLessThan(ticket.indexOf("| Review"));
        assertThat(ticket).contains("table [changeGate](tables.md#changegate)").contains("| support |");
        assertThat(pages("cesizen").get("README.md"))
                .contains("[Ticket](ticket.md)")
                .contains("## People")
                .contains("Saturday: free");
    }

    @Test
    void tablesHoldTheRowsOfTheApplicationOnly() {
        String cesizen = section(pages("cesizen").get("tables.md"), "ticketSla");
        assertThat(cesizen)
                .startsWith("## ticketSla\n\nTicket SLA.")
                .contains("| P1 |")
                .doesNotContain("LEVEL_1");
        assertThat(section(pages("mangatheque").get("tables.md"), "ticketSla"))
                .contains("| LEVEL_1 |")
                .doesNotContain("| P1 |");
        assertThat(section(pages("cesizen").get("tables.md"), "preventiveEntries"))
                .contains("| monthly-watch |")
                .doesNotContain("daily-checks");
    }

    @Test
    void whatAPlanDoesNotHaveHasNoProcedure() {
        assertThat(pages("cesizen")).doesNotContainKey("release.md").containsKey("backup.md");
        assertThat(pages("demo")).containsKeys("release.md", "rollback.md");
    }

    @Test
    void everyLinkLeadsToAPage() {
        Map<String, String> pages = pages("demo");
        pages.forEach((name, text) -> Pattern.compile("\\]\\(([^)#]+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .forEach(target -> assertThat(pages).as(name).containsKey(target)));
    }

    private static String section(String page, String title) {
        int begin = page.indexOf("## " + title + "\n");
        int end = page.indexOf("\n## ", begin);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private Map<String, String> pages(String application) {
        return procedures.of(PlanLoader.load("plans").require(application));
    }
}
