package org.vigie.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** A class finds all targets free, whatever those before it with the same database left unfinished. */
class FreeTargets implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        SpringExtension.getApplicationContext(context)
                .getBean(JdbcClient.class)
                .sql("UPDATE target_lock SET holder = NULL")
                .update();
    }
}
