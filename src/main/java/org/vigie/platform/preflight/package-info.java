/** What is checked before anything starts: data folder, ports, disk, Java, client tools. */
@NullMarked
package org.vigie.platform.preflight;

import org.jspecify.annotations.NullMarked;
