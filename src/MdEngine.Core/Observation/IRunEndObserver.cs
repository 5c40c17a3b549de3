namespace MdEngine.Core.Observation;

/// <summary>An observer that looks at the run once more when it has stopped without a failure.</summary>
public interface IRunEndObserver : IObserver
{
    /// <summary>Called once, before any observer finishes; not called after a failure.</summary>
    /// <param name="completed">True when all steps are done, false after an interruption.</param>
    void End(bool completed);
}
