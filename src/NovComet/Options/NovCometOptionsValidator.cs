using System.Net;
using Microsoft.Extensions.Options;

namespace NovComet;

/// <summary>Checks the settings, and names every mistake with what to write instead.</summary>
internal sealed class NovCometOptionsValidator : IValidateOptions<NovCometOptions>
{
    private static readonly TimeSpan s_shortestSleep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_longestHold = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_tenYears = TimeSpan.FromDays(3653);
    private static readonly TimeSpan s_longestGrace = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, NovCometOptions options)
    {
        string[] mistakes = [.. Mistakes(options)];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(NovCometOptions options) =>
    [
        .. DirectoryMistakes(options),
        .. HoldMistakes(options),
        .. StreamMistakes(options),
        .. KeepingMistakes(options),
        .. LimitMistakes(options.Limits),
        .. OriginMistakes(options),
        .. TcpMistakes(options),
    ];

    private static IEnumerable<string> DirectoryMistakes(NovCometOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Directory) || options.Directory.Contains('\0', StringComparison.Ordinal))
            yield return "NovComet:Directory is empty or has a NUL character: name a folder, such as /dev/shm/novcomet.";

        if (!OctalMode.TryParse(options.DirectoryMode, out UnixFileMode mode))
            yield return $"NovComet:DirectoryMode is '{options.DirectoryMode}': write permissions in octal, such as 0770.";
        else if ((mode & OctalMode.OwnerAll) != OctalMode.OwnerAll)
            yield return $"NovComet:DirectoryMode is '{options.DirectoryMode}': the owner needs all three rights (07xx), or the gateway locks itself out.";

        if (options.DirectoryGroup is { } group && string.IsNullOrWhiteSpace(group))
            yield return "NovComet:DirectoryGroup is blank: name a group, or leave the setting out.";
    }

    private static IEnumerable<string> HoldMistakes(NovCometOptions options)
    {
        if (options.Tries is < 1 or > 100_000)
            yield return $"NovComet:Tries is {options.Tries}: use 1 to 100000.";

        if (options.Sleep < s_shortestSleep || options.Sleep > s_longestSleep)
            yield return $"NovComet:Sleep is {options.Sleep}: use 00:00:00.010 to 01:00:00.";
        else if (options.Tries is >= 1 and <= 100_000 && options.Hold > s_longestHold)
            yield return $"NovComet:Tries × NovComet:Sleep is {options.Hold}: a poll can be held for at most one day; lower one of them.";

        if (options.PresenceGrace < TimeSpan.Zero || options.PresenceGrace > s_longestGrace)
            yield return $"NovComet:PresenceGrace is {options.PresenceGrace}: use 00:00:00 to 01:00:00.";

        if (!Enum.IsDefined(options.Detection))
            yield return $"NovComet:Detection is {options.Detection}: use Auto, Watch, ChangeToken or Sweep.";
    }

    private static IEnumerable<string> StreamMistakes(NovCometOptions options)
    {
        if (options.Heartbeat < TimeSpan.FromSeconds(1) || options.Heartbeat > TimeSpan.FromHours(1))
            yield return $"NovComet:Heartbeat is {options.Heartbeat}: use 00:00:01 to 01:00:00.";
    }

    private static IEnumerable<string> KeepingMistakes(NovCometOptions options)
    {
        if (options.IdleRemoval < TimeSpan.FromMinutes(1) || options.IdleRemoval > s_tenYears)
            yield return $"NovComet:IdleRemoval is {options.IdleRemoval}: use 00:01:00 to 3653.00:00:00.";

        if (options.Retention is not { } retention)
        {
            yield return "NovComet:Retention is null: leave it out to keep the defaults.";
            yield break;
        }

        if (retention.Messages is < 1 or > 100_000)
            yield return $"NovComet:Retention:Messages is {retention.Messages}: use 1 to 100000.";

        if (retention.Age < TimeSpan.FromSeconds(1) || retention.Age > s_tenYears)
            yield return $"NovComet:Retention:Age is {retention.Age}: use 00:00:01 to 3653.00:00:00.";

        if (retention.Bytes is < 1024 or > 1024 * 1024 * 1024)
            yield return $"NovComet:Retention:Bytes is {retention.Bytes}: use 1024 to 1073741824.";
    }

    private static IEnumerable<string> LimitMistakes(NovCometLimits? limits)
    {
        if (limits is null)
        {
            yield return "NovComet:Limits is null: leave it out to keep the defaults.";
            yield break;
        }

        if (limits.ChannelsPerRequest is < 1 or > 1000)
            yield return $"NovComet:Limits:ChannelsPerRequest is {limits.ChannelsPerRequest}: use 1 to 1000.";

        if (limits.MessageBytes is < 1 or > 16 * 1024 * 1024)
            yield return $"NovComet:Limits:MessageBytes is {limits.MessageBytes}: use 1 to 16777216.";

        if (limits.Subscribers is < 1)
            yield return $"NovComet:Limits:Subscribers is {limits.Subscribers}: use at least 1, or leave it out to take it from the descriptor limit.";

        if (limits.SubscribersPerAddress is < 1)
            yield return $"NovComet:Limits:SubscribersPerAddress is {limits.SubscribersPerAddress}: use at least 1, or leave it out for no limit.";

        if (limits.SubscribersPerUser is < 1)
            yield return $"NovComet:Limits:SubscribersPerUser is {limits.SubscribersPerUser}: use at least 1, or leave it out for no limit.";
    }

    private static IEnumerable<string> OriginMistakes(NovCometOptions options) =>
        options.AllowedOrigins is null
            ? ["NovComet:AllowedOrigins is null: leave it out, or give it a list."]
            : from origin in options.AllowedOrigins
              where !IsOrigin(origin)
              select $"NovComet:AllowedOrigins has '{origin}': write an origin as browsers send it, such as https://www.example.org or http://localhost:8080.";

    private static IEnumerable<string> TcpMistakes(NovCometOptions options)
    {
        if (options.TcpPort is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            yield return $"NovComet:TcpPort is {options.TcpPort}: use 1 to 65535, or leave it out to take no TCP connections.";

        if (!IPAddress.TryParse(options.TcpAddress, out _))
            yield return $"NovComet:TcpAddress is '{options.TcpAddress}': write an IP address, such as 127.0.0.1, or 0.0.0.0 for all of them.";
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme is "http" or "https")
        && uri.UserInfo.Length == 0
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);
}
