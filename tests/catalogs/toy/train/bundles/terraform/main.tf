resource "terraform_data" "ticket" {
  input = var.project_name
}
