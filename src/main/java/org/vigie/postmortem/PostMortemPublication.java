package org.vigie.postmortem;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.effect.Effects;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.DocumentFolder;
import org.vigie.ticket.TicketDesk;

/** Publishes approved post-mortems: kept in the database, then written once into the application's documents. */
@Service
public class PostMortemPublication {

    private final PostMortems postMortems;
    private final PostMortemDocument documents;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Effects effects;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Path applications;
    private final Clock clock;

    PostMortemPublication(
            PostMortems postMortems,
            PostMortemDocument documents,
            TicketDesk tickets,
            Plans plans,
            Effects effects,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            @Value("${vigie.applications-dir:${vigie.data-dir:./data}/applications}") Path applications,
            Clock clock) {
        this.postMortems = postMortems;
        this.documents = documents;
        this.tickets = tickets;
        this.plans = plans;
        this.effects = effects;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.applications = applications;
        this.clock = clock;
    }

    /**
     * Writes the document unless that was done before.
     *
     * @return where the document is
     * @throws org.vigie.shared.HintedException if it cannot be written; it may be tried again
     */
    public String publish(String id) {
        PostMortem postMortem = postMortems.require(id);
        MaintenancePlan plan = plans.require(postMortem.application());
        String document = kept(postMortem, plan);
        DocumentFolder folder = new DocumentFolder(
                applications.resolve(plan.application()),
                plan.tickets().postMortem().folder());
        String path = effects.once(
                id + "/document",
                String.class,
                attempt -> folder.write(fileName(id), document).toString());
        transaction.executeWithoutResult(status -> {
            if (postMortems.published(id, path, clock.instant())) {
                audit.add(new AuditEntry(
                        id, clock.instant(), AuditEntry.VIGIE, "post-mortem published", Map.of("path", path)));
            }
        });
        return path;
    }

    /** The text that the first attempt made: what is in the file and in the database must not differ. */
    private String kept(PostMortem postMortem, MaintenancePlan plan) {
        return postMortems.document(postMortem.id()).orElseGet(() -> {
            postMortems.keepDocument(
                    postMortem.id(),
                    documents.of(postMortem, tickets.get(postMortem.ticketId()), plan, clock.instant()));
            return postMortems.document(postMortem.id()).orElseThrow();
        });
    }

    private static String fileName(String id) {
        return "post-mortem-" + id.replaceFirst("^PM-", "") + ".md";
    }
}
