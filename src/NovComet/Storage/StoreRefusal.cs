using NovComet.Channels;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>Why a channel was not changed, in sentences that say what to do and name no path.</summary>
internal static class StoreRefusal
{
    public static ChannelStoreException NotAChannel(ChannelName channel) => new(
        StoreFailure.NotAChannel,
        $"Where the file of channel '{channel}' belongs there is something that is not a regular file (a folder, link or pipe): remove it, or use another channel.");

    public static ChannelStoreException SignalsOnly(ChannelName channel) => new(
        StoreFailure.SignalsOnly,
        $"Channel '{channel}' takes no messages: the application tells itself when its channels changed (TimestampCheck). Publish without content.");

    public static ChannelStoreException For(ChannelName channel, Exception error) => error.HResult switch
    {
        Errno.NoSpace or Errno.QuotaExceeded => new(
            StoreFailure.NoSpace,
            $"There is no room for the file of channel '{channel}': free space in the channel directory, or remove channels that nobody uses.",
            error),
        Errno.AccessDenied or Errno.NotPermitted or Errno.ReadOnlyFileSystem => Denied(channel, error),
        Errno.NoDevice or Errno.IsDirectory or Errno.TooManyLinks => NotAChannel(channel),
        _ when error is UnauthorizedAccessException => Denied(channel, error),
        _ => new(StoreFailure.Unavailable, $"Channel '{channel}' could not be changed now: try again; the gateway's log has the reason.", error),
    };

    private static ChannelStoreException Denied(ChannelName channel, Exception error) => new(
        StoreFailure.Denied,
        $"The gateway has no right to write the file of channel '{channel}': give its user or group that right; 'doctor' shows who owns what.",
        error);
}
