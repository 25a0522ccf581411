using System.Text;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Serving;

namespace FincoreSim.Control.Certificates;

/// <summary>
/// The authority of a certificate that was made at the start, for clients that shall trust it. It is no secret.
/// </summary>
internal static class CertificateEndpoints
{
    private const string MediaType = "application/x-pem-file";

    public static void MapCertificates(this ControlRoutes routes) => routes.Get(
        "/_sim/ca.pem",
        ControlOperations.Of("getCertificateAuthority", "Process", "The authority of the certificate that was made at the start",
            ControlJson.Default.String, null, 404) with
        {
            Auth = AuthScheme.None,
            ContentType = MediaType,
            Description =
                "As PEM. Its SHA-256 is printed at the start. Where no URL is https, or the certificate is its owner's, there is "
                + "none: 404.",
        },
        call => ValueTask.FromResult(call.Context.RequestServices.GetService<TlsIdentity>()?.AuthorityPem is { } pem
            ? Reply.Content(Encoding.ASCII.GetBytes(pem), MediaType)
            : new Refusal(RefusalCode.NotFound, "Certificate authority")));
}
