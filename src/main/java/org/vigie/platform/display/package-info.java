/** What Operate and Tasklist have to show, in OpenSearch: that it keeps up with the broker, and that it does not grow for ever. */
@NullMarked
@NamedInterface("display")
package org.vigie.platform.display;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
