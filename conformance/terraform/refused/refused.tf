# What the provider has and Magpie does not: accounts that belong together. Read after the guide's provider.tf.
resource "aws_macie2_member" "other" {
  account_id = "111122223333"
  email      = "other@example.com"
  invite     = true
}

resource "aws_macie2_invitation_accepter" "other" {
  administrator_account_id = "111122223333"
}

resource "aws_macie2_organization_admin_account" "other" {
  admin_account_id = "111122223333"
}

resource "aws_macie2_organization_configuration" "all" {
  auto_enable = true
}
