package org.vigie.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.audit.chain.AuditChain;
import org.vigie.audit.chain.ChainVerification;

@RestController
@RequestMapping("/api/audit")
@Tag(name = "Audit")
class AuditVerificationController {

    private final AuditChain chain;

    AuditVerificationController(AuditChain chain) {
        this.chain = chain;
    }

    @GetMapping("/verification")
    @Operation(
            summary = "Verify the audit trail",
            description = "Computes every link of the chain anew and names what was changed, taken out or put in. "
                    + "intact is false if anything was found.")
    ChainVerification verify() {
        return chain.verify();
    }
}
