package org.vigie.platform.service;

/** Log configurations of the children: to standard output, which goes to the child's file, one line per event. */
final class ChildLogging {

    /** For OpenSearch; the allocation service repeats one warning at every change of an index. */
    static final String OPENSEARCH = """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} - %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            logger.allocation.name = org.opensearch.cluster.routing.allocation.AllocationService
            logger.allocation.level = error
            """;

    /** For the broker and the webapps. */
    static final String CAMUNDA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Configuration status="WARN" shutdownHook="disable">
              <Appenders>
                <Console name="console" target="SYSTEM_OUT">
                  <PatternLayout pattern="%d{ISO8601} %-5level [%t] %c{1.} - %msg%n"/>
                </Console>
              </Appenders>
              <Loggers>
                <Root level="info">
                  <AppenderRef ref="console"/>
                </Root>
              </Loggers>
            </Configuration>
            """;

    private ChildLogging() {}
}
