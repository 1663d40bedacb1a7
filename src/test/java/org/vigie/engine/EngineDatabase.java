package org.vigie.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.TestDatabase;

/** The tables of the engine in a database of their own, without the rest of the application. */
final class EngineDatabase {

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.newDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    EngineDatabase() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    DataSourceTransactionManager transactions() {
        return new DataSourceTransactionManager(database);
    }

    EngineEpoch epoch() {
        return new EngineEpoch(jdbc);
    }

    ProcessRequestStore requestStore() {
        return new ProcessRequestStore(jdbc, new ObjectMapper());
    }

    ProcessRequests requests(RequestDispatcher dispatcher, Clock clock) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("dispatcher", dispatcher));
        return new ProcessRequests(requestStore(), beans.getBeanProvider(RequestDispatcher.class), clock);
    }
}
