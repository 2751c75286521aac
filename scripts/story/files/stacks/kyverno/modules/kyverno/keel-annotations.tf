# Every namespace may be upgraded by Keel unless it is named here.
locals {
  keel_excluded_namespaces = [
    # Keel does not upgrade itself.
    "keel",
    # The operator owns these pods and puts back what Keel changes.
    "calico-system",
  ]
}

resource "kubernetes_manifest" "keel_annotations" {
  manifest = {
    apiVersion = "kyverno.io/v1"
    kind       = "ClusterPolicy"
    metadata   = { name = "keel-annotations" }
    spec = {
      rules = [{
        name    = "annotate-workloads"
        match   = { any = [{ resources = { kinds = ["Deployment", "StatefulSet"] } }] }
        exclude = { any = [{ resources = { namespaces = local.keel_excluded_namespaces } }] }
        mutate = {
          patchStrategicMerge = {
            metadata = { annotations = { "keel.sh/policy" = "force" } }
          }
        }
      }]
    }
  }
}
