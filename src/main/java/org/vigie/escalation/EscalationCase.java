package org.vigie.escalation;

import java.time.Instant;
import java.util.List;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;

/** An escalation with the ticket as it is now and the chain of its present priority. */
record EscalationCase(Escalation escalation, Ticket ticket, MaintenancePlan plan, EscalationChain chain) {

    /** Steps of all runs together. */
    int length() {
        return chain.steps().size() * (1 + chain.repeat());
    }

    EscalationChain.Step step(int number) {
        return chain.steps().get(number % chain.steps().size());
    }

    List<Contact> recipients(int step) {
        return plan.recipients(step(step));
    }

    /** All whom the chain names, each once. */
    List<Contact> everybody() {
        return chain.steps().stream()
                .flatMap(step -> plan.recipients(step).stream())
                .distinct()
                .toList();
    }

    /** How a contact of the chain is reached: by the first step that names them. */
    String channelOf(Contact contact) {
        return chain.steps().stream()
                .filter(step -> plan.recipients(step).contains(contact))
                .map(EscalationChain.Step::channel)
                .findFirst()
                .orElse(ChannelSettings.MAIL);
    }

    QuietTimes quietTimes() {
        return new QuietTimes(plan, chain);
    }

    /** By the contact's link or with the contact's account. */
    boolean isAcknowledgedBy(Contact contact) {
        String by = escalation.acknowledgedBy();
        return contact.name().equals(by) || contact.id().equals(by);
    }

    /** What comes after a step of which people were told then: its waiting time counts from there. */
    NextStep nextAfter(int step, Instant toldAt, Instant now) {
        if (step >= length()) {
            return next(length(), now);
        }
        Instant answered = step(step).waitFor().after(toldAt, plan.timeZone());
        return next(step + 1, answered.isAfter(now) ? answered : now);
    }

    /** What comes at {@code now} after {@code done} steps. */
    NextStep next(int done, Instant now) {
        if (escalation.state() != Escalation.State.RUNNING) {
            return NextStep.over(done);
        }
        if (done >= length()) {
            Instant at = quietTimes().firstFrom(now, everybody());
            return new NextStep(NextStep.Kind.EXHAUSTED, done, at, null);
        }
        Instant at = quietTimes().firstFrom(now, recipients(done));
        return new NextStep(NextStep.Kind.TELL, done, at, step(done).waitFor());
    }
}
