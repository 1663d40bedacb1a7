package org.vigie.notification.slack;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Delivery;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.RefusedException;
import org.vigie.notification.http.Answers;
import org.vigie.notification.http.Outgoing;
import org.vigie.notification.http.Reference;
import org.vigie.notification.http.TeamChannel;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.GuardedExchange.Answer;

/** One incoming webhook of Slack. */
final class SlackChannel extends TeamChannel {

    /** What Slack says when the webhook will never work again as it is. */
    private static final Set<String> FOR_GOOD = Set.of(
            "no_service",
            "no_team",
            "team_disabled",
            "invalid_token",
            "no_active_hooks",
            "channel_not_found",
            "channel_is_archived",
            "action_prohibited",
            "posting_to_general_channel_denied",
            "user_not_found");

    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;
    private static final String JSON = "application/json; charset=utf-8";

    private final SlackMessage form;
    private final Outgoing outgoing;
    private final Clock clock;

    SlackChannel(MaintenancePlan plan, ChannelSettings settings, SlackMessage form, Outgoing outgoing, Clock clock) {
        super(plan, settings);
        this.form = form;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /** Slack allows one a second. */
    @Override
    public Duration spacing() {
        return Duration.ofSeconds(1);
    }

    /** Slack keeps no keys of messages. */
    @Override
    public boolean knowsRepeats() {
        return false;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        checkAddress(message);
        URI address = outgoing.address(settings, settings.urlFrom());
        Answer answer = post(address, form.of(message, cut(message.language())));
        if (answer.status() == BAD_REQUEST && !isForGood(answer)) {
            answer = post(address, form.least(message));
        }
        if (Answers.isSuccess(answer)) {
            return new Delivery("slack:" + settings.id() + "/" + Reference.of(message));
        }
        if (isForGood(answer)) {
            throw new BrokenChannelException("Slack answered " + Answers.shown(answer));
        }
        if (answer.status() == BAD_REQUEST) {
            throw new RefusedException("Slack answered " + Answers.shown(answer));
        }
        throw Answers.temporary(settings, answer, clock);
    }

    /** A bare 404 may be a receiver that is being restarted; what Slack says in words is not. */
    private static boolean isForGood(Answer answer) {
        return answer.status() == GONE || FOR_GOOD.contains(answer.body().strip());
    }

    private Answer post(URI address, String body) {
        return outgoing.post(settings, address, JSON, Map.of(), body);
    }
}
