package org.vigie.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
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
