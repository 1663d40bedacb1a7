package org.vigie.engine;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where Operate shows things to people. */
@Component
public class OperateLinks {

    private final String url;

    OperateLinks(@Value("${vigie.operate-url:http://localhost:8080/operate}") String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The page of a process instance. */
    public URI instance(long processInstanceKey) {
        return URI.create(url + "/processes/" + processInstanceKey);
    }
}
