package org.vigie.engine.client;

import java.util.Map;

/** Tells which models are in force. */
public interface ModelSource {

    /** Texts by the names of their files. */
    Map<String, String> models();

    /** The engine has them; the keys of the processes by their ids. */
    void deployed(Map<String, Long> definitions);
}
