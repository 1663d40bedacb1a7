/** Who gets the public texts by mail: asks, confirms, is told, leaves. */
@NullMarked
package org.vigie.statuspage.subscriber;

import org.jspecify.annotations.NullMarked;
