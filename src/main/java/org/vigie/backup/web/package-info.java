/** What the API says about backups beside their operations. */
@NullMarked
package org.vigie.backup.web;

import org.jspecify.annotations.NullMarked;
