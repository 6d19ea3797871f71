using NovComet.Hub;

namespace NovComet.Web.Doctor;

internal static class DescriptorExamination
{
    private const int Comfortable = 4096;

    public static Finding Run(NovCometOptions options)
    {
        if (DescriptorLimit.Current is not { } limit) return new Finding(Verdict.Fine, "Descriptors", "this system has no limit that can be read");

        int room = DescriptorLimit.Subscribers;
        int wanted = options.Limits.Subscribers ?? room;
        string fact = $"this process may open {limit}, room for {room} held subscribers";
        if (wanted > room)
            return new Finding(Verdict.Bad, "Descriptors", $"{fact}, but NovComet:Limits:Subscribers is {wanted}", $"Raise the limit (ulimit -n {wanted + DescriptorLimit.Reserve}, or LimitNOFILE= of the systemd unit), or lower the setting.");
        return limit < Comfortable
            ? new Finding(Verdict.Doubtful, "Descriptors", fact, "Raise the limit: ulimit -n 65536, or LimitNOFILE=65536 in the systemd unit.")
            : new Finding(Verdict.Fine, "Descriptors", fact);
    }
}
