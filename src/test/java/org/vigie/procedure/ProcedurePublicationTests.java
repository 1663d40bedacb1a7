package org.vigie.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.client.ModelSource;
import org.vigie.engine.client.ModelsDeployed;
import org.vigie.modelling.ModelSet;
import org.vigie.modelling.ShippedModels;
import org.vigie.plan.Plans;
import org.vigie.support.VigieTest;

/** Procedures are where the application's documents are, and stay as they are while nothing changes. */
@VigieTest
class ProcedurePublicationTests {

    @TempDir
    Path folder;

    @Autowired
    Procedures procedures;

    @Autowired
    Plans plans;

    @Autowired
    AuditTrail audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    void theyFollowWhatAnOwnerDeploys() {
        AtomicReference<ModelSet> models = new AtomicReference<>(ShippedModels.all());
        ModelSource source = new ModelSource() {
            @Override
            public Map<String, String> models() {
                return models.get().files();
            }

            @Override
            public void deployed(Map<String, Long> definitions) {
                throw new UnsupportedOperationException();
            }
        };
        ProcedurePublication publication =
                new ProcedurePublication(new Procedures(source), plans, audit, transaction, folder, true, clock);
        publication.publishAll();
        Path page = folder.resolve("demo/ops/docs/procedures/ticket.md");
        assertThat(page).content().contains("| Analyse");

        models.set(ShippedModels.edited("ticket.bpmn", "name=\"Analyse", "name=\"Think about"));
        publication.on(new ModelsDeployed(7));
        assertThat(page).content().contains("| Think about").doesNotContain("| Analyse");
    }

    @Test
    void theyArePublishedOnceAndWhatOthersWroteStays() throws IOException {
        Path place = folder.resolve("cesizen/ops/docs/procedures");
        Files.createDirectories(place);
        Files.writeString(place.resolve("incident.md"), "# How we do it\n");
        ProcedurePublication publication =
                new ProcedurePublication(procedures, plans, audit, transaction, folder, true, clock);

        assertThat(publication.publish(plans.require("cesizen")))
                .contains("README.md", "ticket.md", "tables.md")
                .doesNotContain("incident.md");
        assertThat(place.resolve("ticket.md")).content().startsWith(Procedures.MARK);
        assertThat(place.resolve("incident.md")).hasContent("# How we do it\n");
        assertThat(publication.publish(plans.require("cesizen"))).isEmpty();
        assertThat(audit.of("procedures/cesizen"))
                .extracting(AuditEntry::action)
                .containsExactly("procedures published");

        Files.writeString(place.resolve("ticket.md"), Procedures.MARK + "\nchanged by hand\n");
        assertThat(publication.publish(plans.require("cesizen"))).containsExactly("ticket.md");
    }
}
