/** One child process: started, watched, stopped, and found again after a crash. */
@NullMarked
package org.vigie.platform.child;

import org.jspecify.annotations.NullMarked;
