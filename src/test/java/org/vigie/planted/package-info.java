/**
 * One violation of each architecture rule. The rules must report these classes; the check of the project leaves this package
 * out.
 */
@NullMarked
package org.vigie.planted;

import org.jspecify.annotations.NullMarked;
