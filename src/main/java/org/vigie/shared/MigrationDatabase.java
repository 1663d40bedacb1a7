package org.vigie.shared;

import java.util.Properties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections for migrations: one may work for long on a large table without a word, and is never cut. A database that takes no
 * connection still ends the start, and a peer that is gone is noticed.
 */
@Configuration(proxyBeanMethods = false)
public class MigrationDatabase {

    @Bean
    FlywayConfigurationCustomizer migrationsAreNotCut(JdbcConnectionDetails database) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        return configuration -> {
            DriverManagerDataSource source =
                    new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            source.setConnectionProperties(properties);
            configuration.dataSource(source);
        };
    }
}
