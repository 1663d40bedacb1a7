/** Notices as mails, through a server or into a folder. */
@NullMarked
package org.vigie.notification.mail;

import org.jspecify.annotations.NullMarked;
