package org.vigie.notification.sms;

import org.vigie.notification.Delivery;
import org.vigie.plan.ChannelSettings;

/** The interface of one provider. What it throws is what {@link org.vigie.notification.Channel} says. */
interface SmsProvider {

    /**
     * Sends a text.
     *
     * @param number in international form, with +
     */
    Delivery send(ChannelSettings channel, String number, String text, String reference);
}
