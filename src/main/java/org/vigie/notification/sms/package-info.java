/** Notices as text messages, by the interface of a provider. */
@NullMarked
package org.vigie.notification.sms;

import org.jspecify.annotations.NullMarked;
