package org.vigie.notification.discord;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Delivery;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.RefusedException;
import org.vigie.notification.http.Answers;
import org.vigie.notification.http.Outgoing;
import org.vigie.notification.http.TeamChannel;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.GuardedExchange.Answer;

/** One webhook of Discord. */
final class DiscordChannel extends TeamChannel {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*[1-9][0-9]*");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9]{1,25})\"");
    private static final String JSON = "application/json; charset=utf-8";

    private final DiscordMessage form;
    private final Outgoing outgoing;
    private final Clock clock;

    DiscordChannel(
            MaintenancePlan plan, ChannelSettings settings, DiscordMessage form, Outgoing outgoing, Clock clock) {
        super(plan, settings);
        this.form = form;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /** Discord allows thirty a minute. */
    @Override
    public Duration spacing() {
        return Duration.ofSeconds(2);
    }

    /** Discord keeps no keys of messages of webhooks. */
    @Override
    public boolean knowsRepeats() {
        return false;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        checkAddress(message);
        URI address = waiting(outgoing.address(settings, settings.urlFrom()));
        Answer answer = post(address, form.of(message, cut(message.language())));
        if (answer.status() == BAD_REQUEST) {
            answer = post(address, form.least(message));
        }
        if (Answers.isSuccess(answer)) {
            Matcher id = ID.matcher(answer.body());
            return new Delivery("discord:" + settings.id() + (id.find() ? "/" + id.group(1) : ""));
        }
        if (isForGood(answer)) {
            throw new BrokenChannelException("Discord answered " + Answers.shown(answer));
        }
        if (answer.status() == BAD_REQUEST) {
            throw new RefusedException("Discord answered " + Answers.shown(answer));
        }
        throw Answers.temporary(settings, answer, clock);
    }

    /** Discord says by a code that a webhook is gone; a bare 404 may be something between that is being restarted. */
    private static boolean isForGood(Answer answer) {
        return answer.status() == UNAUTHORIZED
                || (answer.status() == NOT_FOUND || answer.status() == FORBIDDEN)
                        && CODE.matcher(answer.body()).find();
    }

    /** Lets Discord answer when the message is there, and with its id. */
    private static URI waiting(URI address) {
        String query = address.getRawQuery();
        boolean asked = query != null && query.contains("wait=");
        return asked ? address : URI.create(address + (query == null ? "?" : "&") + "wait=true");
    }

    private Answer post(URI address, String body) {
        return outgoing.post(settings, address, JSON, Map.of(), body);
    }
}
