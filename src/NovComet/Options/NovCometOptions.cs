namespace NovComet;

/// <summary>
/// The settings of NovComet, in code and in the configuration section <see cref="SectionName"/>. They are checked when
/// the application starts, all mistakes are reported together, and they do not change while it runs.
/// </summary>
public sealed class NovCometOptions
{
    /// <summary>The name of the configuration section: <c>NovComet</c>.</summary>
    public const string SectionName = "NovComet";

    /// <summary>
    /// The folder with the channels' files; created where it does not exist. By default <c>novcomet</c> inside
    /// <c>/dev/shm</c> where that exists, else inside the system's folder for temporary files.
    /// </summary>
    public string Directory { get; set; } = DefaultDirectory();

    /// <summary>
    /// The permissions that a folder created by the gateway gets, in octal: by default <c>0770</c>. Channel files get the same
    /// without the right to execute. A folder that exists keeps its own.
    /// </summary>
    public string DirectoryMode { get; set; } = "0770";

    /// <summary>
    /// The group, by name or number, that a folder created by the gateway belongs to; files in it then get it too.
    /// By default the gateway's own group.
    /// </summary>
    public string? DirectoryGroup { get; set; }

    /// <summary>How many times a held poll looks before it ends unanswered: 1 to 100,000, by default 10.</summary>
    public int Tries { get; set; } = 10;

    /// <summary>
    /// The time between two looks at the files, made for all subscribers together: 10 ms to 1 hour, by default 2 seconds.
    /// A change that the operating system reports does not wait for it.
    /// </summary>
    public TimeSpan Sleep { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How changes by other processes are noticed at once. By default <see cref="DetectionMode.Auto"/>.</summary>
    public DetectionMode Detection { get; set; }

    /// <summary>
    /// The application's own source of timestamps: given a channel, when it changed last, or null for a channel that
    /// is not there. It replaces the look at the channel's file, is asked once per <see cref="Sleep"/> for all subscribers of a
    /// channel together (so a change is told within two of them), and again at once when the channel is touched through this process. It can be called for
    /// several channels at a time. An exception, or no answer within a <see cref="Sleep"/> (a second at least), is logged, and the channel keeps its stamp. By default none.
    /// </summary>
    public Func<TimestampCheckArguments, ValueTask<DateTimeOffset?>>? TimestampCheck { get; set; }

    /// <summary>How often a stream that has nothing to tell sends a heartbeat with its cursor: 1 second to 1 hour, by default 15 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many messages of each channel are kept for those who come later.</summary>
    public NovCometRetention Retention { get; set; } = new();

    /// <summary>
    /// Whether a publish is acknowledged only once the message is on the disk, not only in the system's memory; by default false.
    /// </summary>
    public bool Fsync { get; set; }

    /// <summary>After how long a channel that nobody publishes to and nobody subscribes to is removed: 1 minute to 10 years, by default 1 day.</summary>
    public TimeSpan IdleRemoval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a user or session may be away before it counts as gone, so that the pauses between polls are no departures: 0 to 1 hour, by default 5 seconds.
    /// </summary>
    public TimeSpan PresenceGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Told when a user, a session, or a stream that is neither connects to this process. This handler and the next ones are called one at a time and in the
    /// order of events; an exception is logged. By default none.
    /// </summary>
    public Func<ConnectionArguments, ValueTask>? OnConnected { get; set; }

    /// <summary>Told when all connections of a user or session have been gone for <see cref="PresenceGrace"/>. By default none.</summary>
    public Func<ConnectionArguments, ValueTask>? OnDisconnected { get; set; }

    /// <summary>Told when a user subscribes to a channel who was not on it. By default none.</summary>
    public Func<PresenceArguments, ValueTask>? OnJoined { get; set; }

    /// <summary>Told when a user has been off a channel for <see cref="PresenceGrace"/>. By default none.</summary>
    public Func<PresenceArguments, ValueTask>? OnLeft { get; set; }

    /// <summary>Told of each message and signal that is published through this process, after it was. By default none.</summary>
    public Func<PublishedArguments, ValueTask>? OnPublished { get; set; }

    /// <summary>The bounds of what the gateway takes on.</summary>
    public NovCometLimits Limits { get; set; } = new();

    /// <summary>
    /// Whether <c>GET</c> publishes too, as the clients of the original do; by default true. It is refused all the same
    /// where a browser says that the request comes from another site.
    /// </summary>
    public bool GetPublish { get; set; } = true;

    /// <summary>
    /// The web origins, such as <c>https://www.example.org</c>, whose pages may publish besides those of the gateway's own
    /// origin. By default none.
    /// </summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The port on which raw TCP connections are taken, with the WebSocket's frames, one JSON a line: 1 to 65,535, or 0 for one that the system
    /// chooses. By default none. Nobody is signed in there.
    /// </summary>
    public int? TcpPort { get; set; }

    /// <summary>The IP address on which they are taken: by default <c>127.0.0.1</c>, so from this machine alone.</summary>
    public string TcpAddress { get; set; } = "127.0.0.1";

    /// <summary>
    /// Whether what follows a poll may run on the threads that wake. Only for a program all of whose middleware is known not to
    /// block: elsewhere one slow piece of it would hold up everybody's answers.
    /// </summary>
    internal bool AnswersInline { get; set; }

    /// <summary>How long an unchanged poll is held: <see cref="Tries"/> times <see cref="Sleep"/>.</summary>
    public TimeSpan Hold => Sleep * Tries;

    private static string DefaultDirectory() =>
        Path.Combine(System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "novcomet");
}
