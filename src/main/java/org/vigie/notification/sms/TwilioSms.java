package org.vigie.notification.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Delivery;
import org.vigie.notification.RefusedException;
import org.vigie.notification.http.Answers;
import org.vigie.notification.http.Outgoing;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.SmsSettings;
import org.vigie.shared.GuardedExchange.Answer;

/** The interface of Twilio: {@code POST /2010-04-01/Accounts/{account}/Messages.json}, a form with basic authentication. */
final class TwilioSms implements SmsProvider {

    private static final URI USUAL = URI.create("https://api.twilio.com");
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*([0-9]{1,9})");
    private static final Pattern SID = Pattern.compile("\"sid\"\\s*:\\s*\"([A-Za-z0-9]{1,64})\"");
    /** No telephone, not one for text messages, not reachable from here, or its owner wants none. */
    private static final Set<Integer> READER =
            Set.of(21211, 21214, 21217, 21408, 21610, 21612, 21614, 21635, 30003, 30005, 30006);
    /** The account, its key or its sender. */
    private static final Set<Integer> ACCOUNT =
            Set.of(20003, 20005, 20404, 21212, 21603, 21606, 21659, 21660, 21703, 30002, 30034);

    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;

    private final SmsSettings account;
    private final Outgoing outgoing;
    private final Clock clock;

    TwilioSms(SmsSettings account, Outgoing outgoing, Clock clock) {
        this.account = account;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @Override
    public Delivery send(ChannelSettings channel, String number, String text, String reference) {
        URI base = channel.urlFrom() == null ? USUAL : outgoing.address(channel, channel.urlFrom());
        URI address = base.resolve("/2010-04-01/Accounts/" + account.account() + "/Messages.json");
        String user =
                account.keyFrom() == null ? account.account() : outgoing.secret(channel, "key", account.keyFrom());
        String secret = outgoing.secret(channel, "secret", account.secretFrom());
        String login = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
        String from = account.sender().startsWith("MG") ? "MessagingServiceSid" : "From";
        String form = "To=" + encoded(number) + "&" + from + "=" + encoded(account.sender()) + "&Body=" + encoded(text);
        Answer answer = outgoing.post(
                channel,
                address,
                "application/x-www-form-urlencoded; charset=utf-8",
                Map.of("Authorization", "Basic " + login, "Accept", "application/json"),
                form);
        if (Answers.isSuccess(answer)) {
            Matcher sid = SID.matcher(answer.body());
            return new Delivery("twilio:" + (sid.find() ? sid.group(1) : reference));
        }
        throw failure(channel, answer);
    }

    private RuntimeException failure(ChannelSettings channel, Answer answer) {
        Matcher found = CODE.matcher(answer.body());
        int code = found.find() ? Integer.parseInt(found.group(1)) : 0;
        String said = "Twilio answered " + Answers.shown(answer);
        if (READER.contains(code)) {
            return new RefusedException(said);
        }
        if (ACCOUNT.contains(code) || answer.status() == UNAUTHORIZED) {
            return new BrokenChannelException(said);
        }
        return answer.status() == BAD_REQUEST ? new RefusedException(said) : Answers.temporary(channel, answer, clock);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
