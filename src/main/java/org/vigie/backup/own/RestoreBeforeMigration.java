package org.vigie.backup.own;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A restored database may be of an earlier version: it is migrated like any other. */
@Configuration(proxyBeanMethods = false)
class RestoreBeforeMigration {

    @Bean
    FlywayMigrationStrategy restoreThenMigrate(OwnRestore restore) {
        return flyway -> {
            restore.intoEmptyDatabase(flyway.getConfiguration().getDataSource());
            flyway.migrate();
        };
    }
}
