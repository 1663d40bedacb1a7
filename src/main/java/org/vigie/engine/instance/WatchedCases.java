package org.vigie.engine.instance;

import java.util.List;

/** Cases of one kind, each with a process of its own, that want to know when it is gone. Implemented by their modules. */
public interface WatchedCases {

    /** Such as {@code ticket}. */
    String kind();

    /**
     * Open cases that have a process instance in the present engine, ordered by id.
     *
     * @param afterId the last id of the part before; empty for the first part
     */
    List<OpenCase> open(String afterId, int limit);

    /**
     * The process instance was cancelled in Operate or is otherwise gone. It may have ended in good order since the case was
     * listed, and more than one may tell: the case is looked at again under lock, and nothing happens if it is closed or has
     * another process instance meanwhile.
     */
    void lost(OpenCase lost);
}
