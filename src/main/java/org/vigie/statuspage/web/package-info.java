/** Status pages over HTTP: the same files that any server may serve, and the forms of those who want mails. */
@NullMarked
package org.vigie.statuspage.web;

import org.jspecify.annotations.NullMarked;
