"""ministack, an AWS emulator, with the fixes that the Terraform AWS provider needs to read back what it wrote.

One module a service (EC2: one a concept). Each fix names the AWS API action and the page of the reference that it
follows; ../tests runs each scenario with and without the fix and says when a newer ministack makes it needless.
"""

#: The release whose functions the fixes replace. Any other is refused: a fix that silently does not apply is a
#: difference in the second plan that nobody can explain.
MINISTACK = "1.5.33"
