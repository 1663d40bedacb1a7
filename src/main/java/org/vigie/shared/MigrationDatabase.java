package org.vigie.shared;

import java.util.Properties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections for migrations: one may work for long on a large table without a word, and is never cut. A database that takes no
 * connection still ends the start, and a peer that is gone is noticed. They are made by the owner of the tables, where that is another
 * account than the one by which Vigie works.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseOwner.class)
public class MigrationDatabase {

    @Bean
    OwnerConnection ownerConnection(JdbcConnectionDetails database, DatabaseOwner owner) {
        return new OwnerConnection(database, owner);
    }

    @Bean
    FlywayConfigurationCustomizer migrationsAreNotCut(OwnerConnection database) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        return configuration -> {
            DriverManagerDataSource source =
                    new DriverManagerDataSource(database.url(), database.username(), database.password());
            source.setConnectionProperties(properties);
            configuration.dataSource(source);
            String worker = database.worker();
            if (worker != null) {
                configuration.callbacks(new WorkingRights(worker));
            }
        };
    }
}
