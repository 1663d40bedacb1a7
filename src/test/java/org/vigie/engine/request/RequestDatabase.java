package org.vigie.engine.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.shared.StoredJson;
import org.vigie.support.TestDatabase;

/** The tables of requests in a database of their own, without the rest of the application. */
final class RequestDatabase {

    private final JdbcClient jdbc;

    RequestDatabase() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
    }

    ProcessRequestStore requestStore() {
        return new ProcessRequestStore(jdbc, new StoredJson(new ObjectMapper()));
    }

    ProcessRequests requests(RequestDispatcher dispatcher, Clock clock) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("dispatcher", dispatcher));
        return new ProcessRequests(requestStore(), beans.getBeanProvider(RequestDispatcher.class), clock);
    }
}
