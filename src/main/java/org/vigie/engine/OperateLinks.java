package org.vigie.engine;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.shared.web.WebappUrls;

/** Where Operate shows things to people. */
@Component
public class OperateLinks {

    private final String url;
    private final String tasklist;

    OperateLinks(
            @Value("${vigie.operate-url:http://localhost:8080/operate}") String url,
            @Value("${vigie.tasklist-url:}") String tasklist) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.tasklist = WebappUrls.tasklist(this.url, tasklist);
    }

    /** Where it begins. */
    public URI start() {
        return URI.create(url);
    }

    /** Where Tasklist begins, which is served beside it. */
    public URI tasklist() {
        return URI.create(tasklist);
    }

    /** The page of a process instance. */
    public URI instance(long processInstanceKey) {
        return URI.create(url + "/processes/" + processInstanceKey);
    }
}
