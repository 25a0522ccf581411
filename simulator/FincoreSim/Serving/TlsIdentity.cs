using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FincoreSim.Serving;

/// <summary>
/// What a server on https shows its clients: a certificate of its owner's, or one that is made for this process alone, with the
/// authority that signed it. Immutable.
/// </summary>
/// <param name="certificate">The certificate with its key.</param>
/// <param name="chain">What stands between it and an authority.</param>
/// <param name="authority">The authority that was made for it; null where it is its owner's.</param>
internal sealed class TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2? authority)
{
    /// <summary>The purpose of a certificate that a server shows (RFC 5280).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Some clients take no certificate that is good for longer.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(397);

    /// <summary>How far the clocks of clients may be behind.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    /// <summary>The names of this machine and of a container's host, beside those that are listened on or allowed.</summary>
    private static readonly string[] UsualNames = ["localhost", "host.docker.internal", "127.0.0.1", "::1"];

    /// <summary>The certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    /// <summary>What stands between it and an authority.</summary>
    public X509Certificate2Collection Chain { get; } = chain;

    /// <summary>The authority as PEM; null where the certificate is its owner's.</summary>
    public string? AuthorityPem { get; } = authority is null ? null : $"{authority.ExportCertificatePem()}\n";

    /// <summary>
    /// The SHA-256 of the authority, as certificate viewers have it; null where the certificate is its owner's.
    /// </summary>
    public string? Fingerprint { get; } =
        authority is null ? null : string.Join(':', authority.GetCertHash(HashAlgorithmName.SHA256).Select(part => $"{part:X2}"));

    /// <summary>
    /// Makes a certificate and its authority. The authority's key is thrown away, so that it signs nothing else, ever.
    /// </summary>
    /// <param name="names">Host names and addresses that it is good for, beside the usual ones.</param>
    /// <param name="now">When it is made.</param>
    public static TlsIdentity Make(IEnumerable<string> names, DateTimeOffset now)
    {
        var (from, to) = (now - ClocksDiffer, now - ClocksDiffer + GoodFor);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=FincoreSim of this process", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        using var authority = root.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=FincoreSim", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        leaf.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        leaf.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        leaf.CertificateExtensions.Add(GoodNames(names));
        using var signed = leaf.Create(authority, from, to, SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 15));
        using var whole = signed.CopyWithPrivateKey(key);

        // Not every system serves with a key that was never in a file; one that was read from bytes does everywhere.
        return new TlsIdentity(X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null), [], authority);
    }

    /// <summary>Reads a certificate of its owner's; null where it cannot be used, and why.</summary>
    /// <param name="path">A PEM file with the certificate, then what stands between it and an authority.</param>
    /// <param name="keyPath">A PEM file with its key; null: in the same.</param>
    /// <param name="problem">What is wrong.</param>
    public static TlsIdentity? Read(string path, string? keyPath, out string problem)
    {
        problem = "";
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(path, keyPath);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(path);
            chain.RemoveAt(0);
            return new TlsIdentity(X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null), chain, null);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            problem = unread.Message;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            problem =
                $"it must be PEM, with the certificate first, and its key without a password in "
                + $"{(keyPath is null ? "the same file, or in that of --certificate-key" : keyPath)}: {wrong.Message}";
        }

        return null;
    }

    private static X509Extension GoodNames(IEnumerable<string> names)
    {
        var good = new SubjectAlternativeNameBuilder();
        foreach (var name in UsualNames.Concat(names).Select(name => name.Trim('[', ']').TrimEnd('.'))
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                good.AddIpAddress(address);
            }
            else if (name is not ("" or "*" or "+"))
            {
                good.AddDnsName(name);
            }
        }

        return good.Build();
    }
}
