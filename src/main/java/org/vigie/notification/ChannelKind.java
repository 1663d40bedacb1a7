package org.vigie.notification;

import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;

/** Opens channels of one kind that plans list. */
public interface ChannelKind {

    ChannelSettings.Kind kind();

    /** A channel of a plan. Nobody is asked, and secrets are read with each message, so that a new one counts at once. */
    Channel open(MaintenancePlan plan, ChannelSettings settings);
}
