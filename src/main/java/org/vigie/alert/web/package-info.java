/** The HTTP interface of alerts. */
@NullMarked
package org.vigie.alert.web;

import org.jspecify.annotations.NullMarked;
