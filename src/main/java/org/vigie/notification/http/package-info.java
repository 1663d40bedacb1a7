/** What channels over HTTP have in common: addresses, answers, lengths, characters. */
@NullMarked
package org.vigie.notification.http;

import org.jspecify.annotations.NullMarked;
