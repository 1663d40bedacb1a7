package org.vigie.platform.display;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.shard.IndexSettingProvider;
import org.opensearch.plugins.Plugin;

/**
 * Lets the indices of Operate and Tasklist take a document with a date that its field refuses. Both write a date of exactly a
 * whole second without milliseconds, which their own fields refuse, and repeat that record for ever: from then on they show
 * nothing new. The date is still shown; it only does not count when tasks are sorted. It is a setting of the index, since
 * both refuse to start when they find their fields changed. A plugin of OpenSearch, copied into its class path.
 */
public final class LenientDates extends Plugin implements IndexSettingProvider {

    /** Whether fields take what they cannot read; cannot be changed while an index is open. */
    static final String SETTING = "index.mapping.ignore_malformed";

    @Override
    public Collection<IndexSettingProvider> getAdditionalIndexSettingProviders() {
        return List.of(this);
    }

    @Override
    public Settings getAdditionalIndexSettings(String index, boolean dataStream, Settings requested) {
        return index.startsWith("operate-") || index.startsWith("tasklist-")
                ? Settings.builder()
                        .putProperties(Map.of(SETTING, "true"), name -> name)
                        .build()
                : Settings.EMPTY;
    }
}
