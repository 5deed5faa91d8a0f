resource "terraform_data" "bicycle" {
  input = var.project_name
}
